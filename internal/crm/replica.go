package crm

import "time"

// Replica is a server that follows another one, and can only be read.
type Replica struct {
	Primary string        // the server that it follows; empty where that is not to be seen
	CutOff  bool          // it hears nothing from that one now
	Behind  time.Duration // how old the last change is, where newer ones are to come or it is cut off
}
