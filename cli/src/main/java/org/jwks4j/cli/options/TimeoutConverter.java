package org.jwks4j.cli.options;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration from above zero to an hour. */
public final class TimeoutConverter implements ITypeConverter<Duration> {
    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public Duration convert(String value) {
        Duration timeout = DurationText.parse(value);
        if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("not more than zero and at most an hour");
        }
        return timeout;
    }
}
