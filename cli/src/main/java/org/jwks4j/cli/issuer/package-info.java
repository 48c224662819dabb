/** A fake issuer that stays up: for trying a service, and for seeing what it does if the issuer is in trouble. */
@NullMarked
package org.jwks4j.cli.issuer;

import org.jspecify.annotations.NullMarked;
