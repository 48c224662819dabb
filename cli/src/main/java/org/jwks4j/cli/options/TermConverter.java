package org.jwks4j.cli.options;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration from above zero to 9,600 hours, which is 400 days. */
public final class TermConverter implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofDays(400);

    @Override
    public Duration convert(String value) {
        Duration term = DurationText.parse(value);
        if (term.isZero() || term.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("not more than zero and at most 9600h, which is 400 days");
        }
        return term;
    }
}
