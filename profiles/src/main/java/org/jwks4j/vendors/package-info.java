/**
 * Vendors of tokens by name. A class for each vendor has every URL that is asked and every rule for its tokens, with the
 * vendor's own documentation; what it makes is a {@link org.jwks4j.vendors.VendorTrust}.
 */
@NullMarked
package org.jwks4j.vendors;

import org.jspecify.annotations.NullMarked;
