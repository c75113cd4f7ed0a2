// Names that are put right by hand, by the place's number at GeoNames.

// English, where GeoNames puts another name first.
export const ENGLISH = {}

// Other languages, and English once more where all of a place are set.
export const NAMES = {
  1835848: { ko: '서울' },
  1871859: { ko: '평양' },
}
