// Package bodymap draws the front and back of a body with treated regions
// marked.
package bodymap
