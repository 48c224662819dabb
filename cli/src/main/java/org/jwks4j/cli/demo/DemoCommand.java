package org.jwks4j.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.json.JsonObject;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows what the library does, with an issuer of its own on loopback: a token's key is found, the token verified,"
                    + " bad tokens refused, a key rotation followed and an outage survived.",
            "Each line has the time that the step took and how many requests the issuer has seen so far."
                    + " Exits with 1 if a step does not go as it must."
        },
        footerHeading = "%nExample:%n",
        footer = "  jwks4j demo")
public final class DemoCommand implements Callable<Integer> {
    private final Console console;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Demo demo = new Demo()) {
            return play(demo.issuer().issuer(), demo.scenes(), demo.issuer()::requests);
        }
    }

    /** Plays the scenes up to the first that fails. */
    int play(String issuer, List<DemoScene> scenes, IntSupplier requests) {
        say("issuer " + issuer);
        List<DemoStep> steps = new ArrayList<>();
        boolean passed = true;
        for (DemoScene scene : scenes) {
            DemoStep step = scene.play(requests);
            steps.add(step);
            say(step.toLine());
            passed = step.passed();
            if (!passed) {
                break;
            }
        }
        conclude(issuer, steps, passed);
        return (passed ? ExitCode.DONE : ExitCode.REFUSED).code();
    }

    private void conclude(String issuer, List<DemoStep> steps, boolean passed) {
        DemoStep last = steps.get(steps.size() - 1);
        String failure = "the step \"" + last.name() + "\" did not go as it must";
        if (console.json()) {
            console.print(json(issuer, steps, passed, failure));
        } else if (passed) {
            say("all as it must be");
        } else {
            console.complain("jwks4j: " + failure);
        }
    }

    private static JsonObject json(String issuer, List<DemoStep> steps, boolean passed, String failure) {
        return new JsonMembers()
                .with("passed", passed)
                .with("message", passed ? null : failure)
                .with("issuer", issuer)
                .with("steps", steps.stream().map(DemoStep::toJson).toList())
                .build();
    }

    private void say(String line) {
        if (!console.json()) {
            console.print(line);
        }
    }
}
