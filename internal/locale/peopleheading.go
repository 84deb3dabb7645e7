package locale

import (
	"crm/internal/crm"
	"crm/internal/fold"
)

// RelationValue returns which of several people a heading is of: "1" for "Relation 1 - Value",
// "related" for "Related Names"; or nothing.
func RelationValue(heading string) string {
	return ofRelation(relationValue().FindStringSubmatch(fold.Text(heading)))
}

// RelationLabel returns whose heading it is that says what they are to the contact: "1" for
// "Relation 1 - Label"; or nothing.
func RelationLabel(heading string) string {
	return ofRelation(relationLabel().FindStringSubmatch(fold.Text(heading)))
}

func ofRelation(found []string) string {
	switch {
	case found == nil:
		return ""
	case found[1] == "":
		return "related"
	}
	return found[1]
}

var (
	relationValue = fold.Expression(`^(?:relation|related name|related person|related)s? ?(\d*) ?(?:value|name|names)?$`)
	relationLabel = fold.Expression(`^(?:relation|related name|related person|related)s? ?(\d*) (?:type|label|kind)$`)
)

// CompanyOrPerson returns the kind of a contact of whom a text says that they are a company, or
// that they are not: "yes" and "no" below "Is a company", "individual", 法人; or nothing.
func CompanyOrPerson(text string) string {
	folded := fold.Text(text)
	if may, told := May(text); told {
		if may {
			return crm.Organization
		}
		return crm.Person
	}
	switch {
	case companyWords().MatchString(folded):
		return crm.Organization
	case personWords().MatchString(folded):
		return crm.Person
	}
	return ""
}

var (
	companyWords = fold.Expression(`^(company|corporation|business|organi[sz]ation|firm|commercial|legal entity|azienda|societa|persona giuridica|ditta|giuridica|empresa|compania|sociedad|persona moral|persona juridica|moral|juridica)$|^法人$|^会社$|^企業$|^団体$`)
	personWords  = fold.Expression(`^(individual|person|personal|private|consumer|natural person|persona|persona fisica|fisica|privato|particular|individuo)$|^個人$|^個人事業主$`)
)
