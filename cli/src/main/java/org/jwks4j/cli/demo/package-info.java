/** The demo: an issuer on loopback and a day in its life. */
@NullMarked
package org.jwks4j.cli.demo;

import org.jspecify.annotations.NullMarked;
