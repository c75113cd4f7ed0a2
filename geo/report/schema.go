package report

import (
	"encoding/json"
)

// The schemas say in JSON Schema (2020-12) what Parse, Check and ReadHold ask of
// one feature, as far as that language can. They are made of the vocabulary
// itself, so that they cannot disagree with it. What they let through may still
// be refused: they know neither the days of a month nor who is independent of
// whom. Null is as good as nothing everywhere, as it is for Parse.

// Schema is the JSON Schema of the properties of a feature.
func Schema() []byte {
	return marshal(object{
		"$schema": draft202012, "title": "Properties of a reported event",
		"$ref": ref("properties"), "$defs": definitions(),
	})
}

// CollectionSchema is the JSON Schema of a whole file: a FeatureCollection with
// such properties.
func CollectionSchema() []byte {
	defs := definitions()
	defs["feature"] = object{
		"type": "object", "required": []string{"type"},
		"properties": object{
			"type":       object{"const": "Feature"},
			"id":         object{"type": []string{"string", "number", "null"}, "description": "Names the feature within its file, once. Its address and its entry in the feed are made of it."},
			"geometry":   refTo("geometry", "Where to draw it; null lists it without drawing."),
			"properties": object{"$ref": ref("properties")},
			"draft":      misplaced(object{"enum": []any{true}}),
			"publish_at": misplaced(object{"type": "string"}),
		},
	}
	defs["geometry"] = object{
		"type": []string{"object", "null"}, "required": []string{"type"},
		"properties": object{
			"type":        object{"enum": []string{"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}},
			"coordinates": object{"type": "array", "description": "Degrees in WGS 84, longitude first."},
		},
	}
	return marshal(object{
		"$schema": draft202012, "title": "A layer of reported events",
		"type": "object", "required": []string{"type", "features"},
		"properties": object{
			"type":       object{"const": "FeatureCollection"},
			"features":   object{"type": "array", "items": object{"$ref": ref("feature")}},
			"draft":      misplaced(object{"enum": []any{true}}),
			"publish_at": misplaced(object{"type": "string"}),
		},
		"$defs": defs,
	})
}

// misplaced is a value that would keep back if it stood in the properties.
func misplaced(value object) object {
	return object{"not": value, "description": "Write it into the properties of a feature."}
}

const draft202012 = "https://json-schema.org/draft/2020-12/schema"

// object is a schema, or a part of one.
type object = map[string]any

func ref(name string) string { return "#/$defs/" + name }

func refTo(name, description string) object {
	return object{"$ref": ref(name), "description": description}
}

func marshal(schema object) []byte {
	b, err := json.MarshalIndent(schema, "", " ")
	if err != nil {
		panic(err) // there is nothing in it but maps, lists, texts and numbers
	}
	return append(b, '\n')
}

// typed is a value of a type, or null.
func typed(typ, description string) object {
	return object{"type": []string{typ, "null"}, "description": description}
}

func matching(pattern, description string) object {
	o := typed("string", description)
	o["pattern"] = pattern
	return o
}

func listOf(items object, description string) object {
	o := typed("array", description)
	o["items"] = items
	return o
}

// chosen is a word of a vocabulary, or null. Editors show what each word means.
func chosen[T ~string](words []T, meaning map[T]string, description string) object {
	var all, meanings []any
	for _, w := range words {
		all, meanings = append(all, string(w)), append(meanings, meaning[w])
	}
	return object{"enum": append(all, nil), "enumDescriptions": append(meanings, "Not said."), "description": description}
}

// with requires a member with a value of a schema.
func with(name string, value object) object {
	return object{"required": []string{name}, "properties": object{name: value}}
}

func statusIs(all ...Status) object { return with("status", object{"enum": all}) }

func anyStance(all ...Stance) object {
	return object{"properties": object{"sources": object{"contains": with("stance", object{"enum": all})}}}
}

func not(schema object) object { return object{"not": schema} }

func allOf(all ...object) object { return object{"allOf": all} }

func when(condition, then object) object { return object{"if": condition, "then": then} }

// The forms of dates, as patterns that hold in ECMAScript and in Go alike.
const (
	dayForm     = `-?[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])`
	clockForm   = `T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?`
	coarseForm  = `-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)|-?[0-9]{4}-(?:0[1-9]|1[0-2]|2[1-4]|XX)|-?[0-9]{4}-(?:0[1-9]|1[0-2]|XX)-XX|Y-?[1-9][0-9]{4,8}`
	edtfForm    = `(?:(?:` + coarseForm + `|` + dayForm + `)[?~%]?|` + dayForm + clockForm + `)`
	instantForm = `[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-4]):[0-5][0-9]))?`
	addressForm = `[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@]+(?:[/?#][^\s\\]*)?`
)

// maybe is a pattern of a text that may be empty or have space around it.
func maybe(form string) string { return `^\s*(?:` + form + `)?\s*$` }

func definitions() object {
	return object{
		"properties": propertiesSchema(),
		"report":     reportSchema(),
		"text": object{
			"type":                 []string{"string", "object", "null"},
			"propertyNames":        object{"pattern": `^(?:[A-Za-z]{2,8}|[Xx])(?:-[A-Za-z0-9]{1,8})*$`},
			"additionalProperties": object{"type": []string{"string", "null"}},
		},
		"when":       matching(maybe(edtfForm+`|`+edtfForm+`/(?:`+edtfForm+`|\.\.)?|(?:\.\.)?/`+edtfForm), "A date in EDTF, levels 0 and 1."),
		"date":       matching(maybe(dayForm+`(?:`+clockForm+`)?`), "A day, or a time of it."),
		"address":    matching(maybe(addressForm), "An address that begins with https:// or http://."),
		"place":      placeSchema(),
		"count":      countSchema(),
		"source":     sourceSchema(),
		"move":       moveSchema(),
		"correction": correctionSchema(),
		"draft":      typed("boolean", "true keeps the feature out of everything that is served."),
		"publish_at": matching(`^\s*(?:`+instantForm+`)\s*$`, "Until then the feature is kept out of everything that is served. A day begins at 00:00 UTC."),
	}
}

// propertiesSchema is that of any feature. The rules of the model hold for one
// that has sources; of another only what would keep it back is looked at.
func propertiesSchema() object {
	described := object{}
	for name, schema := range reportProperties() {
		described[name] = object{"description": schema["description"]}
	}
	return object{
		"type": []string{"object", "null"}, "properties": described,
		"if":   allOf(object{"type": "object"}, with("sources", not(object{"type": "null"}))),
		"then": object{"$ref": ref("report")},
		"else": object{"properties": object{
			"draft":      object{"type": []string{"boolean", "number", "null"}},
			"publish_at": object{"$ref": ref("publish_at")},
		}},
	}
}

func text(description string) object {
	return refTo("text", description+" A text, or texts by language: {\"en\": \"…\", \"uk\": \"…\"}.")
}

// reportProperties are those of a feature with sources.
func reportProperties() map[string]object {
	sources := object{"type": "array", "minItems": 1, "items": object{"$ref": ref("source")}, "description": "Who says what of it, one source each; whoever denies it stands beside whoever claims it."}
	return map[string]object{
		"kind":        object{"type": []string{"string", "null"}, "examples": []string{Event, Movement, Statement}, "description": "event, movement, statement or a word of your own."},
		"title":       text("What is said to have happened, in a line."),
		"summary":     text("The same in a few sentences."),
		"label":       text("A few words beside the mark on the map."),
		"status":      chosen(statuses, statusMeaning, "How far it is established: the sum of the sources' stances. A statement has none."),
		"status_note": text("Why it has that status."),
		"when":        refTo("when", "When it happened, in EDTF: 2024-10-08/2024-10-13, 2024-06, 2024-10-11~ (about), ../2024-10-18."),
		"place":       refTo("place", "Where it happened, and how exactly that is known."),
		"counts":      listOf(object{"$ref": ref("count")}, "Figures. Rival figures stand apart, each with its source."),
		"sources":     sources,
		"move":        refTo("move", "Of a movement: from where to where, and how well the way is known."),
		"rank":        typed("number", "Place in the list, lowest first. Entries without it follow by date."),
		"rev":         object{"type": []string{"integer", "null"}, "minimum": 0, "description": "Version of this record, from 1."},
		"created":     refTo("date", "When this record was made."),
		"updated":     refTo("date", "When this record was last changed."),
		"corrections": listOf(object{"$ref": ref("correction")}, "What was changed after publication, oldest first."),
		"draft":       refTo("draft", "true keeps the feature out of everything that is served."),
		"publish_at":  refTo("publish_at", "Until then the feature is kept out of everything that is served."),
	}
}

func reportSchema() object {
	properties := object{}
	for name, schema := range reportProperties() {
		properties[name] = schema
	}
	filled := object{"type": []string{"string", "object"}, "pattern": `\S`, "minProperties": 1}
	return object{
		"type": "object", "required": []string{"sources"}, "properties": properties,
		"allOf": []object{
			{
				"if":   with("kind", object{"const": Statement}),
				"then": object{"properties": object{"status": object{"type": "null"}}},
				"else": with("status", object{"type": "string"}),
			},
			when(statusIs(Confirmed, Refuted, Retracted), with("status_note", filled)),
			when(statusIs(Claimed), allOf(anyStance(Claims), not(anyStance(Denies)))),
			when(statusIs(Denied), allOf(anyStance(Claims), anyStance(Denies))),
			when(statusIs(Unconfirmed), allOf(anyStance(Suspects), not(anyStance(Claims, Supports, Reports)))),
			when(statusIs(Corroborated), anyStance(Claims, Supports, Reports)),
			when(with("kind", object{"const": Movement}), with("move", allOf(with("from", object{"type": "object"}), with("to", object{"type": "object"})))),
		},
	}
}

func placeSchema() object {
	return object{"type": []string{"object", "null"}, "properties": object{
		"name":      text("Its name."),
		"country":   matching(maybe(`[A-Z]{2}`), "Two capitals by ISO 3166-1, as in UA."),
		"precision": chosen(precisions, precisionMeaning, "How exactly it is known."),
		"radius_m":  object{"type": []string{"number", "null"}, "minimum": 0, "maximum": maxRadiusM, "description": "Radius in metres. A place known more coarsely than a settlement is drawn as a circle, or has an outline."},
		"basis":     chosen(bases, basisMeaning, "Where the position comes from."),
	}}
}

func countSchema() object {
	return object{
		"type": "object",
		"properties": object{
			"of":     text("What is counted."),
			"min":    object{"type": []string{"number", "null"}, "minimum": 0, "description": "The figure, or the lower one."},
			"max":    object{"type": []string{"number", "null"}, "minimum": 0, "description": "The same figure, or the upper one."},
			"approx": typed("boolean", "The source says about."),
			"note":   text("What else there is to say of the figure."),
			"src":    listOf(object{"type": "string"}, "Ids of the sources whose figure it is."),
		},
		"anyOf": []object{with("min", object{"type": "number"}), with("max", object{"type": "number"})},
	}
}

func sourceSchema() object {
	stance := chosen(stances, stanceMeaning, "What it says of the report.")
	stance["enum"] = stances // every source has one
	return object{
		"type": "object", "required": []string{"stance"},
		"properties": object{
			"id":        typed("string", "Names the source within this feature, for src and via."),
			"name":      text("Who says so."),
			"short":     text("The name in running text: “the Kremlin”."),
			"role":      text("What they are: “Kremlin spokesman”."),
			"type":      typed("string", "A word of your own: official, media, …"),
			"stance":    stance,
			"about":     listOf(chosen(abouts, aboutMeaning, "What of the report the stance is about."), "What of the report the stance is about."),
			"of":        text("Completes “No evidence …”: “that they fight”."),
			"with":      text("What was shown along with it: “photos”."),
			"note":      text("What they said, in your words."),
			"quote":     text("What they said, word for word."),
			"via":       listOf(object{"type": "string"}, "Who carried it: ids of other sources, or names."),
			"title":     text("Title of the cited work."),
			"citation":  text("Where it can be read, in words. This or a url is needed."),
			"url":       refTo("address", "Where it can be read. This or a citation is needed."),
			"archive":   refTo("address", "An archived copy."),
			"published": refTo("when", "When it was published."),
			"rating":    typed("string", "How you rate it, in a word of your own."),
		},
		"anyOf": []object{
			with("url", object{"type": "string", "pattern": `\S`}),
			with("citation", object{"type": []string{"string", "object"}, "pattern": `\S`, "minProperties": 1}),
		},
	}
}

func moveSchema() object {
	return object{"type": []string{"object", "null"}, "properties": object{
		"from":   refTo("place", "Where it began."),
		"to":     refTo("place", "Where it ended."),
		"via":    listOf(object{"$ref": ref("place"), "type": "object"}, "Places between."),
		"depart": refTo("when", "When it began."),
		"arrive": refTo("when", "When it ended."),
		"mode":   typed("string", "A word of your own: sea, rail, …"),
		"phase":  typed("string", "A word of your own: announced, under way, …"),
		"path":   chosen(paths, pathMeaning, "How well the way between is known."),
		"bend":   object{"type": []string{"number", "null"}, "minimum": -2, "maximum": 2, "description": "Of the drawn curve, in lengths of the line, positive to the right of travel."},
	}}
}

func correctionSchema() object {
	return object{"type": "object", "required": []string{"rev"}, "properties": object{
		"rev":     object{"type": "integer", "minimum": 1, "description": "The version that it made."},
		"at":      refTo("date", "When it was made."),
		"kind":    typed("string", "A word of your own: correction, update, …"),
		"note":    text("What was changed and why."),
		"changed": listOf(object{"type": "string"}, "Names of the properties that were changed."),
	}}
}

var (
	statusMeaning = map[Status]string{
		Unconfirmed:  "It is only suspected.",
		Claimed:      "Somebody claims it and nobody denies it.",
		Denied:       "It is claimed and denied.",
		Corroborated: "Two independent sources are for it.",
		Confirmed:    "It is established; status_note says how.",
		Refuted:      "It is shown not to be so; status_note says how.",
		Retracted:    "It was taken back; status_note says by whom.",
	}
	stanceMeaning = map[Stance]string{
		Claims:          "Says that it is so.",
		Suspects:        "Thinks it likely.",
		Supports:        "Backs it with something of its own.",
		Reports:         "Tells it as news or as its own act.",
		Denies:          "Says that it is not so.",
		NoEvidence:      "Sees no evidence; that is no denial.",
		DeclinesComment: "Was asked and says nothing.",
		Retracts:        "Takes back what it said.",
	}
	aboutMeaning = map[About]string{
		AboutHappened: "Whether it happened.", AboutPlace: "Where.", AboutWhen: "When.",
		AboutCounts: "The figures.", AboutWho: "Who it was.", AboutPurpose: "What it was for.",
	}
	precisionMeaning = map[Precision]string{
		Exact: "The spot.", Site: "A building, a base, a port.", Settlement: "A city, a village.", Area: "A stretch of land or sea.",
		Admin1: "A region, a province.", Country: "The country.", UnknownPrecision: "Nothing is known of it.",
	}
	basisMeaning = map[Basis]string{
		Stated: "By the source.", Geolocated: "From pictures, say.", Inferred: "From other facts.",
		Centroid: "The middle of a larger place, a drawing aid.", Obscured: "Moved on purpose.",
	}
	pathMeaning = map[Path]string{
		Tracked: "From position data.", ReportedPath: "A source describes it.", Schematic: "Not known: the line joins the ends and no more.",
	}
)
