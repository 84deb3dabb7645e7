package locale

import "testing"

func TestHeadingTaken(t *testing.T) {
	headers := Headers()
	for heading, field := range headers {
		if got := HeadingTaken(heading); got != field {
			t.Errorf("%q is for %s, and taken for %q", heading, field, got)
		}
	}
	for heading, want := range map[string]string{
		"Do Not Call": "do_not_contact", "Unsubscribed": "do_not_contact", "Opt Out": "do_not_contact", "Blacklisted": "do_not_contact",
		"Deceased": "do_not_contact", "deceduto": "do_not_contact", "Bloccato": "do_not_contact", "電話禁止": "do_not_contact", "Sin llamadas": "do_not_contact",
		"Privacy": "may_contact", "Marketing OK": "may_contact", "同意の有無": "may_contact",
		"mobile": "phone", "cell_2": "phone", "Mobile (work)": "phone", "dob": "birthday", "Bad Phone?": "bad_phone",
		"Tier": "", "policy_limit": "", "Household value": "", "vip": "", "boats": "", "With us since": "", "Livello": "", "Preferred channel": "", "Hobby": "", "Lieblingsfarbe": "",
	} {
		if got := HeadingTaken(heading); got != want {
			t.Errorf("%q is taken for %q, want %q", heading, got, want)
		}
	}
}
