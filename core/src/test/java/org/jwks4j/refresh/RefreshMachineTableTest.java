package org.jwks4j.refresh;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two tables of ARCHITECTURE.md, each cell put to the machine: what is written there is what happens. */
class RefreshMachineTableTest {
    private static final Path ARCHITECTURE = Path.of("..", "ARCHITECTURE.md");
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration DUE = Duration.ofMinutes(8);
    private static final Duration PAST_FRESHNESS = Duration.ofMinutes(10);
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusHours(6);
    private static final Duration DELAY_OVER = Duration.ofMinutes(1);

    private static final Map<String, Supplier<MachineRun>> STATES = new LinkedHashMap<>();

    static {
        STATES.put("cold", MachineRun::cold);
        STATES.put("cold, fetching", () -> MachineRun.cold().fetching());
        STATES.put("cold, held back", () -> MachineRun.cold().failing());
        STATES.put("cold, delay over", () -> MachineRun.cold().failing().after(DELAY_OVER));
        STATES.put("fresh", () -> warm(FRESH));
        STATES.put("fresh, fetching", () -> warm(FRESH).fetching());
        STATES.put("fresh, held back", () -> warm(FRESH).failing());
        STATES.put("fresh, delay over", () -> warm(FRESH).failing().after(DELAY_OVER));
        STATES.put("fresh, slot reached", RefreshMachineTableTest::slotReached);
        STATES.put("due", () -> warm(DUE));
        STATES.put("due, fetching", () -> warm(DUE).fetching());
        STATES.put("due, held back", () -> warm(DUE).failing());
        STATES.put("due, delay over", () -> warm(DUE).failing().after(DELAY_OVER));
        STATES.put("past freshness", () -> warm(PAST_FRESHNESS));
        STATES.put("past freshness, fetching", () -> warm(PAST_FRESHNESS).fetching());
        STATES.put(
                "past freshness, fetching for 1 s",
                () -> warm(PAST_FRESHNESS).fetching().after(Duration.ofSeconds(1)));
        STATES.put("past freshness, held back", () -> warm(PAST_FRESHNESS).failing());
        STATES.put(
                "past freshness, delay over",
                () -> warm(PAST_FRESHNESS).failing().after(DELAY_OVER));
        STATES.put(
                "past freshness, failed long ago", () -> warm(FRESH).failing().after(PAST_FRESHNESS));
        STATES.put("too old", () -> warm(TOO_OLD));
        STATES.put("too old, fetching", () -> warm(TOO_OLD).fetching());
        STATES.put("too old, held back", () -> warm(TOO_OLD).failing());
        STATES.put("too old, delay over", () -> warm(TOO_OLD).failing().after(DELAY_OVER));
        STATES.put("configured", MachineRun::fixed);
    }

    private static final Map<String, Function<MachineRun, String>> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("a caller needs a key", run -> outcome(run, run.need()));
        EVENTS.put("the key is unknown", RefreshMachineTableTest::unknown);
        EVENTS.put("the same, budget spent", run -> unknown(run.withoutBudget()));
        EVENTS.put("alarm, used", run -> rung(run, true));
        EVENTS.put("alarm, unused", run -> rung(run, false));
    }

    private static final Map<String, Supplier<MachineRun>> FLIGHTS = new LinkedHashMap<>();

    static {
        FLIGHTS.put("cold", () -> MachineRun.cold().fetching());
        FLIGHTS.put("warm", () -> warm(FRESH).fetching());
        FLIGHTS.put("the flight is over", () -> warm(FRESH));
    }

    private static final Map<String, Function<MachineRun, String>> ANSWERS = new LinkedHashMap<>();

    static {
        ANSWERS.put("other keys", run -> landing(run, "v2", true));
        ANSWERS.put("304, or the same document", run -> landing(run, "v1", true));
        ANSWERS.put("no usable key", run -> landing(run, "none", false));
        ANSWERS.put("no usable key again, 30 s later", run -> {
            landing(run, "none", false);
            return landing(run.againAfter(Duration.ofSeconds(30)), "none", false);
        });
        ANSWERS.put("nothing: it failed", run -> told(run, run.fails()));
    }

    private static MachineRun warm(Duration age) {
        return MachineRun.warm().after(age);
    }

    /** A caller was refused for lack of budget, and the time has come to fetch for it. */
    private static MachineRun slotReached() {
        MachineRun run = warm(FRESH).withoutBudget();
        run.unknown("kid x");
        return run.after(Duration.ofSeconds(2));
    }

    /** Only who was served a set can find its key not in it. */
    private static String unknown(MachineRun run) {
        return run.isUsable() ? outcome(run, run.unknown("kid x")) : "–";
    }

    private static String outcome(MachineRun run, Object told) {
        String fetch = run.startedFetch() ? "fetch, " : "";
        if (told instanceof Transition.Serve) {
            return fetch + "serve";
        } else if (told instanceof Transition.Join) {
            return fetch + "wait";
        } else if (told instanceof Transition.JoinBriefly) {
            return fetch + "wait 1 s";
        } else if (told instanceof Miss.Unavailable) {
            return "503";
        } else if (told instanceof Miss.Throttled) {
            return "401, fetch at the slot";
        }
        return told instanceof Miss.Absent ? "401" : "nothing";
    }

    /** No one waits for what an alarm begins. */
    private static String rung(MachineRun run, boolean used) {
        Object told = run.alarm(used);
        return run.startedFetch() ? "fetch" : run.state().idle() ? "rest" : outcome(run, told);
    }

    private static String landing(MachineRun run, String value, boolean usable) {
        int before = run.generation();
        Fetched<String> fetched = run.fetched(value);
        String told = told(
                run,
                run.lands(run.lastFlight(), usable ? fetched : fetched.unusable(new IllegalStateException("empty"))));
        return told.equals("accepted") && run.generation() == before ? "renewed" : told;
    }

    private static String told(MachineRun run, Object answer) {
        if (answer instanceof Transition.Ignore) {
            return "dropped";
        } else if (answer instanceof Transition.Serve) {
            return "accepted";
        }
        String keys = run.generation() == 0 ? "503" : "keys kept";
        return Duration.ofSeconds(30).equals(run.untilAlarm()) ? keys + ", asked again in 30 s" : keys + ", held back";
    }

    @Test
    void statesAndEvents_areAsTheArchitectureSays() throws IOException {
        assertThat(written("state")).isEqualTo(table("state", STATES, EVENTS));
    }

    @Test
    void answers_areAsTheArchitectureSays() throws IOException {
        assertThat(written("flight")).isEqualTo(table("flight", FLIGHTS, ANSWERS));
    }

    private static String table(
            String heading, Map<String, Supplier<MachineRun>> rows, Map<String, Function<MachineRun, String>> columns) {
        Stream<String> cells = rows.entrySet().stream()
                .map(row -> columns.values().stream()
                        .map(event -> event.apply(row.getValue().get()))
                        .collect(joining(" | ", "| " + row.getKey() + " | ", " |")));
        String headings = columns.keySet().stream().collect(joining(" | ", "| " + heading + " | ", " |"));
        return Stream.concat(Stream.of(headings, "|---".repeat(columns.size() + 1) + "|"), cells)
                .collect(joining("\n"));
    }

    private static String written(String heading) throws IOException {
        return Files.readAllLines(ARCHITECTURE).stream()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .collect(joining("\n"));
    }
}
