package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseWhenRefuses(t *testing.T) {
	for _, c := range []struct{ edtf, problem, fix string }{
		{"2024-13", "month 13", "write a month 01 to 12"},
		{"2024-00", "month 00", "write a month 01 to 12"},
		{"2024-20", "month 20", "write a month 01 to 12"},
		{"2024-1-08", "month 1 has one digit", "write 01"},
		{"2024-10-8", "day 8 has one digit", "write 08"},
		{"2023-02-29", "February 2023 has 28 days", "write a day 01 to 28"},
		{"1900-02-29", "February 1900 has 28 days", "write a day 01 to 28"},
		{"2024-04-31", "April 2024 has 30 days", "write a day 01 to 30"},
		{"2024-10-00", "day 00", "write a day 01 to 31"},
		{"2024-10-32", "day 32", "write a day 01 to 31"},
		{"2024-", "the month is missing", writeDate},
		{"2024-10-", "the day is missing", writeDate},
		{"2024-280", `"280" is no month`, writeDate},
		{"2024-W41-2", `"W41" is no month`, writeDate},
		{"2024-10-08-09", "it has too many parts", writeDate},
		{"24", "its year has 2 digits", "write a year with four, as in 2024"},
		{"12024", "its year has 5 digits", "as in Y12024"},
		{"02024", "its year has 5 digits", "write a year with four, as in 2024"},
		{"20241008", "it has no hyphens", "write it 2024-10-08"},
		{"-0000", "there is no year -0000", "write 0000 for the year 1 BC"},
		{"8 Oct 2024", "it is not written as EDTF", writeDate},
		{"2024–10–08", "it is not written as EDTF", writeDate},
		{"yesterday", "it is not written as EDTF", writeDate},
		{"Tuesday", "it is not written as EDTF", writeDate},
		{"-", "it is not written as EDTF", writeDate},
		{"٢٠٢٤", "it is not written as EDTF", writeDate},
		{"", "it is empty", writeDate},
		{" 2024", "there is space around it", "leave the space out"},
		{strings.Repeat("2024/", 30), "it is too long", writeDate},

		{"Y2024", "Y is for years of more than four digits", "write 2024"},
		{"Y-44", "Y is for years of more than four digits", "write -0044"},
		{"Y-0", "Y is for years of more than four digits", "write 0000"},
		{"Y017000", "the year begins with 0", "write Y17000"},
		{"Y-017000", "the year begins with 0", "write Y-17000"},
		{"Y1000000000", "its year has 10 digits", "write a year of up to 9 digits"},
		{"Y99999999999999999999999", "its year has 23 digits", "write a year of up to 9 digits"},
		{"Y17000-05", "a year with Y takes no month", "write the year alone"},
		{"Y", "Y stands before a year in digits", "write it as in Y17000"},
		{"Y-", "Y stands before a year in digits", "write it as in Y17000"},
		{"Ynull", "Y stands before a year in digits", "write it as in Y17000"},

		{"2024T10:00:00Z", "the date before T is not a full date", writeTime},
		{"2024-10-XXT10:00:00Z", "the date before T is not a full date", writeTime},
		{"2024-10-08T", "its time is not written hh:mm:ss", writeTime},
		{"2024-10-08T10", "its time is not written hh:mm:ss", writeTime},
		{"2024-10-08T1:00:00", "its time is not written hh:mm:ss", writeTime},
		{"2024-10-08T100000", "its time is not written hh:mm:ss", writeTime},
		{"2024-10-08T24:00:00Z", "hour 24", "write an hour 00 to 23"},
		{"2024-10-08T10:60:00Z", "minute 60", "write a minute 00 to 59"},
		{"2024-10-08T23:59:60Z", "second 60", "write a second 00 to 59"},
		{"2024-10-08T10:00.5Z", "the fraction of its second is not one to nine digits", writeTime},
		{"2024-10-08T10:00:00.Z", "the fraction of its second is not one to nine digits", writeTime},
		{"2024-10-08T10:00:00-0500", `"-0500" is no offset from UTC`, "write Z or an offset as in +09:00"},
		{"2024-10-08T10:00:00+24:00", `"+24:00" is no offset from UTC`, "write Z or an offset as in +09:00"},
		{"2024-10-08T10:00:00Z+01", `"Z+01" is no offset from UTC`, "write Z or an offset as in +09:00"},
		{"2024-10-08T10:00:00Z~", "a date-time takes no mark", "leave out the time or the mark"},
		{"2024-10-08 10:00", "there is a space in it", writeTime},

		{"..", "it is an open end and nothing else", "write an interval, as in ../2024-10-18"},
		{"/", "neither end is a date", "write a date at one end at least, as in ../2024-10-18"},
		{"../..", "neither end is a date", "write a date at one end at least, as in ../2024-10-18"},
		{"../", "neither end is a date", "write a date at one end at least, as in ../2024-10-18"},
		{"2024/2025/2026", "it has more than one /", "write an interval as in 2024-10-08/2024-10-13"},
		{"2024-10-13/2024-10-08", "it ends before it begins", "write the earlier date first: 2024-10-08/2024-10-13"},
		{"2024/0000", "it ends before it begins", "write the earlier date first: 0000/2024"},
		{"unknown/2024", `"unknown" is of an older draft of EDTF`, "write .. for an open end and nothing for an unknown one"},
		{"2024/open", `"open" is of an older draft of EDTF`, "write .. for an open end and nothing for an unknown one"},
		{"..~/2024", "it is not written as EDTF", writeDate},
		{"2024?~", "it has two marks at its end", "write % for uncertain and approximate"},

		// level 2
		{"[1667,1668]", "a set of dates is EDTF level 2, and levels 0 and 1 are read", "write one date or an interval, as in 2024-10-08/2024-10-13"},
		{"{1960,1961-12}", "a set of dates is EDTF level 2, and levels 0 and 1 are read", "write one date or an interval, as in 2024-10-08/2024-10-13"},
		{"2004?-06", "a mark inside a date is EDTF level 2, and levels 0 and 1 are read", "put ?, ~ or % at the end of the date"},
		{"~2004", "a mark inside a date is EDTF level 2, and levels 0 and 1 are read", "put ?, ~ or % at the end of the date"},
		{"2001-34", "season 34 is EDTF level 2, and levels 0 and 1 are read", "write a season 21 to 24 or months"},
		{"2001-21-05", "a season takes no day", "write a month 01 to 12"},
		{"Y17E7", "exponents and significant digits of a year are EDTF level 2, and levels 0 and 1 are read", "write the year in digits, as in Y17000"},
		{"Y171010000S3", "exponents and significant digits of a year are EDTF level 2, and levels 0 and 1 are read", "write the year in digits, as in Y17000"},
		{"1950S2", "significant digits of a year are EDTF level 2, and levels 0 and 1 are read", "write the year alone"},
		{"1XXX", errLevel2X.problem, errLevel2X.fix},
		{"XXXX", errLevel2X.problem, errLevel2X.fix},
		{"1X99", errLevel2X.problem, errLevel2X.fix},
		{"156X-12", errLevel2X.problem, errLevel2X.fix},
		{"1985-XX-05", errLevel2X.problem, errLevel2X.fix},
		{"1985-1X", errLevel2X.problem, errLevel2X.fix},
		{"1985-04-0X", errLevel2X.problem, errLevel2X.fix},
	} {
		w, err := ParseWhen(c.edtf)
		assert.True(t, w.IsZero(), c.edtf)
		var e *DateError
		if !assert.ErrorAs(t, err, &e, c.edtf) {
			continue
		}
		assert.Equal(t, c.edtf, e.Value)
		assert.Equal(t, c.problem, e.Problem, c.edtf)
		assert.Contains(t, e.Fix, c.fix, c.edtf)
	}
}

func TestDateErrorIsASentence(t *testing.T) {
	_, err := ParseWhen("2024-13")
	require.EqualError(t, err, `"2024-13" is no date: month 13; write a month 01 to 12`)

	_, err = ParseWhen(strings.Repeat("9", 1<<20))
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 300, "a message stays short however long the value")
}
