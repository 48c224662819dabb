/**
 * Not exported: what holds for the text of a token and its header, before its claims are looked at; names in rules; and how a refusal
 * begins.
 */
@NullMarked
package org.jwks4j.verifier.form;

import org.jspecify.annotations.NullMarked;
