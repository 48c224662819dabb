/**
 * One class for each thing that reads untrusted text, with what must hold whatever the text is. The fuzzer calls
 * {@code fuzzerTestOneInput}; what that throws is a finding.
 */
@NullMarked
package org.jwks4j.fuzzing;

import org.jspecify.annotations.NullMarked;
