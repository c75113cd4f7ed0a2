package layer

// In calls emit for the parts whose bounds meet the box, ascending, those
// included that the box reaches over the rim. No part comes twice; where a tile
// shows a part twice, once in its buffer, ask for each of the box's
// [WorldBox.Turns].
func (s *Shapes) In(box WorldBox, emit func(part int)) {
	for i := range s.Parts {
		meets := false
		box.Turns(func(part WorldBox, _ int64) { meets = meets || s.Parts[i].Bounds.Meets(part) })
		if meets {
			emit(i)
		}
	}
}
