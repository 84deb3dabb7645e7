package say

// PairReasons words what speaks for or against two contacts being one.
func (v *Voice) PairReasons(codes []string) string {
	var parts []string
	for _, code := range codes {
		parts = append(parts, v.Locale.Text("pair.because."+code))
	}
	return v.Locale.Join(parts...)
}
