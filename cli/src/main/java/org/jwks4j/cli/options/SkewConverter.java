package org.jwks4j.cli.options;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration from zero to ten minutes, which is the most that a verifier allows. */
final class SkewConverter implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Duration convert(String value) {
        Duration skew = DurationText.parse(value);
        if (skew.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("more than 10m");
        }
        return skew;
    }
}
