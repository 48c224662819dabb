package org.jwks4j.cli.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The command that repeats a request elsewhere, without the values of headers, which may be secret. */
final class Curl {
    private Curl() {}

    /**
     * Makes the line.
     *
     * @param address what the name is to be resolved to; null to leave that to curl
     * @param options such as {@code --cacert FILE}
     */
    static String line(URI uri, @Nullable InetAddress address, Collection<String> options) {
        StringBuilder line = new StringBuilder("curl -sS -i");
        if (address != null && !uri.getHost().equals(address.getHostAddress())) {
            line.append(" --resolve ").append(quoted(uri.getHost() + ":" + Probe.port(uri) + ":" + bracketed(address)));
        }
        options.forEach(option -> line.append(' ').append(option));
        return line.append(' ').append(quoted(uri.toString())).toString();
    }

    private static String bracketed(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    /** For a POSIX shell. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9@%+=:,./_-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
