package report_test

import (
	"fmt"

	"dateline/geo/report"
)

func ExampleParseWhen() {
	w, err := report.ParseWhen("2024-10-11~/2024-10-18~")
	if err != nil {
		fmt.Println(err)
		return
	}
	from, to := w.Outer()
	fmt.Println(w.Words("en", false))
	fmt.Println(report.FormatBound(from), "up to", report.FormatBound(to))

	_, err = report.ParseWhen("2024-13")
	fmt.Println(err)
	// Output:
	// About 11–18 Oct 2024
	// 2024-10-11T00:00:00Z up to 2024-10-19T00:00:00Z
	// "2024-13" is no date: month 13; write a month 01 to 12
}

func ExampleWhen_May() {
	reported, _ := report.ParseWhen("/2024-10-18") // not dated, before the 18th
	week, _ := report.ParseWhen("2024-10-07/2024-10-13")
	from, to := week.Outer()
	fmt.Println(reported.May(from, to), reported.Must(from, to))
	// Output: true false
}

func ExampleParse() {
	r, findings := report.Parse([]byte(`{
		"title": "1,500 soldiers said to be shipped",
		"status": "sure",
		"when": "2024-10-08/2024-10-13",
		"sources": [{"name": "NIS", "stance": "claims", "citation": "Statement of 18 October 2024"}]
	}`))
	fmt.Println(r.When.Words("en", true))
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// 8–13 October 2024
	// properties.status: "sure" is not in the vocabulary; write one of unconfirmed, claimed, denied, corroborated, confirmed, refuted, retracted
}

func ExampleReport_Check() {
	r, _ := report.Parse([]byte(`{
		"status": "corroborated",
		"place": {"name": "North Korea", "country": "KP", "precision": "country"},
		"sources": [
			{"id": "nis", "name": "NIS", "stance": "claims", "via": ["media"], "citation": "Statement of 18 October 2024"},
			{"id": "media", "name": "South Korean media", "stance": "reports", "url": "https://example.org/report"}
		]
	}`))
	for _, f := range r.Check(report.ShapePoint) {
		fmt.Println(f)
	}
	// Output:
	// properties.status: is corroborated, but its sources go back to one; add a source that is independent of the others: neither carried by one of them nor by the same carrier
	// properties.place.radius_m: is missing: the geometry is a point, but of the place only the country is known; give a radius in metres, draw the outline, or write null for geometry; a bare pin looks exact
}

func ExampleReport_WhoSays() {
	r, _ := report.Parse([]byte(`{
		"status": "denied",
		"sources": [
			{"name": "Mark Rutte", "short": "NATO’s head", "stance": "no_evidence", "of": "they fight", "citation": "…"},
			{"name": "Dmitry Peskov", "short": "the Kremlin", "stance": "denies", "citation": "…"},
			{"name": "NIS", "stance": "claims", "with": "photos", "citation": "…"}
		]
	}`))
	for _, run := range r.WhoSays("en") {
		if run.Strong {
			fmt.Printf("*%s*", run.Text)
		} else {
			fmt.Print(run.Text)
		}
	}
	fmt.Println()
	fmt.Println(r.Said("en"))
	// Output:
	// *Claimed* by NIS, with photos; *denied* by the Kremlin. *No evidence* they fight, says NATO’s head.
	// Claimed by NIS, denied by the Kremlin
}

func ExampleHeadline() {
	fmt.Println(report.Headline(map[report.Status]int{report.Claimed: 2, report.Denied: 3, report.Unconfirmed: 2}, "en"))
	// Output: None of the 7 reports is corroborated or confirmed.
}
