package org.jwks4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jwks4j.api.sample.Sample;

class ModuleApiTest {
    private static String apiOfSamples() throws IOException, URISyntaxException {
        Path samples = Path.of(Sample.class.getResource("Sample.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(samples)) {
            return new ModuleApi("samples", ClassFiles.read(files.toList())).text();
        }
    }

    @Test
    void text_saysAllThatUsersCanNameAndNothingElse() throws IOException, URISyntaxException {
        assertThat(apiOfSamples()).isEqualTo("""
                        # The public API of samples: 1 top-level types. Written by scripts/api-dump.

                        abstract class org.jwks4j.api.sample.Sample<T extends java.lang.Comparable<T>> extends java.util.function.Supplier<java.lang.String>, java.io.Closeable
                          new(java.lang.String)
                          static final int LIMIT = 7
                          protected final void extend(int[][])
                          @java.lang.Deprecated(forRemoval=true) abstract @Nullable java.lang.String find(@Nullable(1;) java.util.Map<java.lang.String, T>, java.lang.String...) throws java.io.IOException
                          final java.lang.String get()
                          <E extends java.lang.Exception> void run(@Nullable E) throws E

                        final class org.jwks4j.api.sample.Sample$Circle extends org.jwks4j.api.sample.Sample$Shape
                          double area()

                        protected inner class org.jwks4j.api.sample.Sample$Inner
                          protected new(org.jwks4j.api.sample.Sample)

                        enum org.jwks4j.api.sample.Sample$Level
                          constant LOW
                          constant HIGH
                          org.jwks4j.api.sample.Sample$Level next()

                        annotation org.jwks4j.api.sample.Sample$Note
                          abstract java.lang.String value() default "none"

                        protected class org.jwks4j.api.sample.Sample$Open
                          protected new()
                          protected int count

                        record org.jwks4j.api.sample.Sample$Pair(@Nullable java.lang.String left, java.util.List<java.lang.Integer> right)
                          new(java.lang.String)
                          java.lang.String both()

                        sealed interface org.jwks4j.api.sample.Sample$Shape permits (hidden), org.jwks4j.api.sample.Sample$Circle
                          abstract double area()
                          default java.lang.String text()
                        """);
    }
}
