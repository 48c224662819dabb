/** How octets are written as text, and what stands for them: base64url in its one canonical spelling, and SHA-256. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.encoding;
