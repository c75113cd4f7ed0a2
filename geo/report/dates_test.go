package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhenWords(t *testing.T) {
	for _, c := range []struct{ edtf, short, long string }{
		{"2024", "2024", "2024"},
		{"2024-06", "June 2024", "June 2024"},
		{"2024-10", "October 2024", "October 2024"},
		{"2024-10-03", "3 Oct 2024", "3 October 2024"},
		{"2024-10-08/2024-10-13", "8–13 Oct 2024", "8–13 October 2024"},
		{"2024-09-28/2024-10-03", "28 Sept – 3 Oct 2024", "28 September – 3 October 2024"},
		{"2024-12-30/2025-01-02", "30 Dec 2024 – 2 Jan 2025", "30 December 2024 – 2 January 2025"},
		{"2024-10-08/2024-10-08", "8 Oct 2024", "8 October 2024"},
		{"2024-06/2024-10", "June–October 2024", "June–October 2024"},
		{"2024-06/2025-05", "June 2024 – May 2025", "June 2024 – May 2025"},
		{"1964/2008", "1964–2008", "1964–2008"},
		{"2004-06-11/2005", "From 11 June 2004 to 2005", "From 11 June 2004 to 2005"},
		{"2024-06-11/2024-08", "From 11 June to August 2024", "From 11 June to August 2024"},

		{"2024-10-11~/2024-10-18~", "About 11–18 Oct 2024", "About 11–18 October 2024"},
		{"2024-10-11~/2024-10-18", "From about 11 Oct to 18 Oct 2024", "From about 11 October to 18 October 2024"},
		{"2024-10-11/2025-10-18~", "From 11 Oct 2024 to about 18 Oct 2025", "From 11 October 2024 to about 18 October 2025"},
		{"2024-10-08?", "Perhaps 8 Oct 2024", "Perhaps 8 October 2024"},
		{"2024-10-08%", "Perhaps about 8 Oct 2024", "Perhaps about 8 October 2024"},
		{"1964?/2008?", "Perhaps 1964–2008", "Perhaps 1964–2008"},

		{"/2024-10-18", "Not dated, before 18 Oct 2024", "Not dated, before 18 October 2024"},
		{"../2024-10-18", "Until 18 Oct 2024", "Until 18 October 2024"},
		{"2024-10-08/..", "Since 8 Oct 2024", "Since 8 October 2024"},
		{"2024-10-08~/", "From about 8 Oct 2024, end not known", "From about 8 October 2024, end not known"},

		{"201X", "Between 2010 and 2019", "Between 2010 and 2019"},
		{"20XX~", "Roughly between 2000 and 2099", "Roughly between 2000 and 2099"},
		{"201X?/2024", "From perhaps some year in 2010–2019 to 2024", "From perhaps some year in 2010–2019 to 2024"},
		{"201X~/2024", "From roughly some year in 2010–2019 to 2024", "From roughly some year in 2010–2019 to 2024"},
		{"201X/..", "Since some year in 2010–2019", "Since some year in 2010–2019"},
		{"2004-XX", "2004, month not known", "2004, month not known"},
		{"1985-04-XX", "April 1985, day not known", "April 1985, day not known"},
		{"1985-XX-XX", "1985, month and day not known", "1985, month and day not known"},
		{"2024-21", "Spring 2024", "Spring 2024"},
		{"2024-24~", "About winter 2024", "About winter 2024"},

		{"2024-10-08T14:30:00Z", "8 Oct 2024, 14:30 UTC", "8 October 2024, 14:30 UTC"},
		{"2024-10-08T14:30:05", "8 Oct 2024, 14:30:05", "8 October 2024, 14:30:05"},
		{"2024-10-08T04:30:00+09:00", "7 Oct 2024, 19:30 UTC", "7 October 2024, 19:30 UTC"},
		{"2024-10-08T14:30:00.25Z", "8 Oct 2024, 14:30:00.25 UTC", "8 October 2024, 14:30:00.25 UTC"},
		{"2024-10-08T10:00Z/2024-10-08T12:00Z", "8 Oct 2024, 10:00–12:00 UTC", "8 October 2024, 10:00–12:00 UTC"},
		{"2024-10-08T10:00Z/2024-10-08T10:00Z", "8 Oct 2024, 10:00 UTC", "8 October 2024, 10:00 UTC"},
		{"2024-10-08T10:00Z/2024-10-09T12:00Z", "8 Oct 2024, 10:00 UTC – 9 Oct 2024, 12:00 UTC", "8 October 2024, 10:00 UTC – 9 October 2024, 12:00 UTC"},
		{"2024-10-08T10:00/2024-10-08T12:00Z", "From 8 Oct 2024, 10:00 to 8 Oct 2024, 12:00 UTC", "From 8 October 2024, 10:00 to 8 October 2024, 12:00 UTC"},

		{"0000", "1 BC", "1 BC"},
		{"-0043-03-15", "15 March 44 BC", "15 March 44 BC"},
		{"0079-08-24", "24 Aug AD 79", "24 August AD 79"},
		{"-0043/0014", "From 44 BC to AD 14", "From 44 BC to AD 14"},
		{"Y170000002", "AD 170,000,002", "AD 170,000,002"},
		{"Y-17000", "17,001 BC", "17,001 BC"},
	} {
		w := must(t, c.edtf)
		assert.Equal(t, c.short, w.Words("en", false), c.edtf)
		assert.Equal(t, c.long, w.Words("en", true), c.edtf)
	}
	assert.Equal(t, "", When{}.Words("en", false))
}
