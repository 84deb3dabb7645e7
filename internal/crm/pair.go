package crm

// What speaks for or against two contacts being one, as codes.
const (
	SameExternalID  = "external-id"
	SameName        = "name"
	LikeName        = "like-name"
	SameNickname    = "nickname"
	SamePhone       = "phone"
	SameEmail       = "email"
	SameBirthday    = "birthday"
	SameAddress     = "address"
	OtherBirthday   = "other-birthday"
	OtherExternalID = "other-external-id"
	OtherGiven      = "other-given"
	OtherKind       = "other-kind"
	OtherSuffix     = "other-suffix"
)

// Pair is two contacts who may be one, with what speaks for it and what against.
type Pair struct {
	One, Other   *Contact
	For, Against []string
	Weight       int // the more, the likelier
}
