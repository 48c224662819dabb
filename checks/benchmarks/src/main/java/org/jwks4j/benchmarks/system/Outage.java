package org.jwks4j.benchmarks.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jwks4j.testkit.Misbehaviour;

/** Callers while the issuer fails and the keys are past their freshness. */
record Outage(String name, String how, Misbehaviour misbehaviour, Duration span) implements Scenario {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Override
    public String title() {
        return "an outage of " + span.toSeconds() + " s, keys that are fresh for " + Refresh.FRESHNESS.toSeconds()
                + " s; the issuer " + how;
    }

    @Override
    public String note() {
        return "Warm services, freshness set as in `refresh`; 500 legitimate calls a second on 32 threads. Those that are under way at "
                + "the end have " + GRACE.toSeconds()
                + " s more. Nimbus and jose4j can survive an outage when told to, so they "
                + "are here twice; Spring Security has no setting of its own for that, but can be given a Nimbus source that has. "
                + "What `refresh` says of jwks-rsa holds here too.";
    }

    @Override
    public List<Library> libraries() {
        return List.of(
                Library.JWKS4J,
                Library.NIMBUS,
                Library.NIMBUS_TOLERANT,
                Library.JAVA_JWT,
                Library.JOSE4J,
                Library.JOSE4J_RETAINING,
                Library.SPRING);
    }

    @Override
    public Map<String, String> run(Library library) throws Exception {
        try (Service service = new Service(library, Refresh.FRESHNESS).warmedUp()) {
            service.misbehave(misbehaviour);
            return Load.during(span, service, 500, GRACE).row(service.issuer.requests());
        }
    }
}
