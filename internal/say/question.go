package say

import "crm/internal/crm"

// Choice says what an answer does.
func (v *Voice) Choice(choice string, n crm.Notice) string {
	args := v.arguments(n)
	records := Asked(n)
	var names []string
	for _, r := range records {
		names = append(names, v.Numbered(r))
	}
	args["what"] = v.Locale.List(names)
	if len(names) > 3 {
		args["what"] = v.Locale.Plural("choice.all", len(names))
	}
	switch to, _ := args["to"].(string); {
	case choice == "confirm-role" && args["role"] == "":
		choice += ".none"
	case choice == "confirm-retire" && to != "":
		choice += ".to"
	}
	return v.Locale.Text("choice."+choice, args)
}

// Asked are the records that the answer to a question decides about.
func Asked(n crm.Notice) []crm.Record {
	records, _ := n.Values["records"].([]crm.Record)
	return records
}

// AskedAbout describes a record in the list below a question.
func (v *Voice) AskedAbout(r crm.Record) Told {
	t := Told{What: v.Numbered(r), Text: v.nameOf(mentions{}, r)}
	switch r := r.(type) {
	case *crm.Activity:
		t.On, t.Text = r.Due, v.purposeOf(r)
		if r.Kind == crm.Appointment {
			t.Text = v.Locale.Join(t.Text, v.span(r), Clean(r.Place))
		}
	case *crm.Quote:
		t.Text = v.Locale.Join(Clean(r.Carrier), v.perTerm(r.Premium, r.Term), v.Word("quote_status", r.Status))
	case *crm.Policy:
		t.Text = v.policyText(r)
	case *crm.Opportunity:
		t.Text = v.Locale.Join(t.Text, Clean(r.Topic))
	}
	return t
}
