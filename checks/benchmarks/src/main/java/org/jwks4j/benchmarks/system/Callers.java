package org.jwks4j.benchmarks.system;

/** Those who call: on threads of their own, each with a number. */
interface Callers {
    /** Begins a task on a thread of its own. */
    void start(Runnable task);

    /** Whether the service took the token of this caller's call. */
    boolean isTaken(long call);
}
