/**
 * Tools to test whatever accepts tokens. Start at {@link org.jwks4j.testkit.FakeIssuer}: a real issuer on loopback
 * that publishes keys, mints tokens (forged ones too), rotates, and misbehaves on demand. {@link
 * org.jwks4j.testkit.FakeIssuerExtension} hands one to each JUnit test. {@link org.jwks4j.testkit.ManualTime} and
 * {@link org.jwks4j.testkit.ScriptedTransport} make time and the network orderly.
 *
 * <p>All of it is for tests: its keys and certificates are thrown away, and it signs whatever it is told to.
 */
@NullMarked
package org.jwks4j.testkit;

import org.jspecify.annotations.NullMarked;
