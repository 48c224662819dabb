package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jwks4j.testkit.Misbehaviour;

/** An issuer that is down when the service starts, and comes back. */
record DownAtStart(int callers, Duration atMost) implements Scenario {
    @Override
    public String name() {
        return "down-at-start";
    }

    @Override
    public String title() {
        return callers + " cold callers, an issuer that answers 503, and comes back";
    }

    @Override
    public String note() {
        return "No one can be told yes; the question is how soon all are told no, for how many requests. When all were told, or "
                + "after " + atMost.toSeconds()
                + " s, the issuer answers again, and somebody comes each 50 ms until his token is "
                + "taken, for up to " + atMost.toSeconds() + " s, beside those who still wait.";
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (Service service = new Service(library, null)) {
            service.misbehave(Misbehaviour.status(503));
            String token = service.token();
            Herd herd = new Herd(service, callers);
            herd.await(atMost);
            Map<String, String> row = new LinkedHashMap<>();
            row.put("requests", String.valueOf(service.issuer.requests()));
            herd.describe(row);
            service.issuer.behave();
            row.put("works after the return, ms", Probe.untilTaken(service, token, atMost));
            return row;
        }
    }
}
