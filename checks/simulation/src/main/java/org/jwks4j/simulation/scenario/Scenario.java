package org.jwks4j.simulation.scenario;

/** A story: the same in every run. */
interface Scenario {
    /** Plays it to its end. */
    Chapter play();
}
