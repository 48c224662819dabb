package org.jwks4j.cli.options;

import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a host with its port, which is 80 unless it is said: as {@code TrustedIssuer.allowHttpTo} has it. */
public final class HostConverter implements ITypeConverter<String> {
    private static final int HTTP_PORT = 80;
    private static final int MAX_PORT = 65_535;

    @Override
    public String convert(String value) {
        try {
            URI uri = URI.create("http://" + value);
            int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
            boolean nothingElse = value.equals(uri.getHost()) || value.equals(uri.getHost() + ":" + uri.getPort());
            if (nothingElse && port > 0 && port <= MAX_PORT) {
                return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new TypeConversionException("not HOST or HOST:PORT, such as keycloak:8080");
    }
}
