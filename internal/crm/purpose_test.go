package crm

import (
	"slices"
	"testing"
)

// TestPlansContact: what is done about somebody who must not be contacted goes on.
func TestPlansContact(t *testing.T) {
	for _, purpose := range append(Picklist("purpose"), "") {
		goesOn := slices.Contains([]string{PurposeChase, PurposePolicyNumber, PurposeRenewal, ""}, purpose)
		if got := (&Activity{Kind: Task, Purpose: purpose}).PlansContact(); got == goesOn {
			t.Errorf("a task to %q plans contact: %t", purpose, got)
		}
	}
	for _, kind := range []string{Call, Appointment, Email} {
		if !(&Activity{Kind: kind}).PlansContact() {
			t.Errorf("a %s plans no contact", kind)
		}
	}
}
