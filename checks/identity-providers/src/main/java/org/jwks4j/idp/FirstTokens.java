package org.jwks4j.idp;

import java.time.Duration;

/**
 * Services that just started.
 *
 * @param longest from the making of a fetcher until its first token was verified, the longest of all algorithms
 * @param requests what each of them cost
 */
record FirstTokens(Duration longest, long requests) {}
