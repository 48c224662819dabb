package org.jwks4j.benchmarks.resolve;

import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Less than anyone needs: the JDK decodes the three segments of a token, which were split before, and nothing else. */
@State(Scope.Benchmark)
public class Base64Floor {
    private String[] segments;

    /** Splits. */
    @Setup
    public void split(Fixture fixture) {
        segments = fixture.token.split("\\.", -1);
    }

    /** Decodes. */
    @Benchmark
    public void base64(Blackhole blackhole) {
        for (String segment : segments) {
            blackhole.consume(Base64.getUrlDecoder().decode(segment));
        }
    }
}
