package org.jwks4j.simulation;

import picocli.CommandLine;

/** The entry point of {@code scripts/simulate}. */
public final class Main {
    private Main() {}

    /**
     * Runs seeds and ends the JVM: with 0 where all hold, with 1 where one fails.
     *
     * @param args the options of {@link SimulateCommand}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SimulateCommand()).execute(args));
    }
}
