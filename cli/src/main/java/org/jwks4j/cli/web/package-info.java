/** A page for tokens on this machine: what serves it, who may ask, and what it may ask for. */
@NullMarked
package org.jwks4j.cli.web;

import org.jspecify.annotations.NullMarked;
