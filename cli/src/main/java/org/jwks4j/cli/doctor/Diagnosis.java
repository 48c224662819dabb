package org.jwks4j.cli.doctor;

import java.util.List;

/**
 * All that was found.
 *
 * @param issuer whose diagnosis it is
 * @param findings in the order in which a client meets them
 * @param requests what was asked, each as a command that repeats it
 * @param keysWereHad whether there was a JWK Set at all
 */
record Diagnosis(String issuer, List<Finding> findings, List<String> requests, boolean keysWereHad) {
    Level worst() {
        return findings.stream().map(Finding::level).max(Level::compareTo).orElse(Level.OK);
    }

    Grade grade() {
        return Grade.of(worst());
    }

    long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
