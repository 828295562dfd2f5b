package pdf

// For the tests from outside, which compare on a whole handout.
var (
	PlainWrite = plainWrite
	Untagged   = untagged
	WriteOr    = writeOr
	Best       = best
)
