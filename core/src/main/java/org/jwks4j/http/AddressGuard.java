package org.jwks4j.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;

/**
 * Decides whether an address is a public unicast one, so that an issuer whom only a token names cannot send us to the
 * inside of our own network. IPv4 is public unless listed; IPv6 is public only inside of {@code 2000::/3}, the one block
 * that IANA gives out for global unicast (RFC 4291 §2.4), and there unless listed. The list, {@code special-addresses.csv}, has
 * IANA's special-purpose registries (RFC 6890) whole, and the inner services of cloud providers that stand on public numbers.
 *
 * <p>An operator's own NAT64 prefix out of global space (RFC 6052 §2.2) cannot be told from other addresses; an operator who
 * has one must not let it translate to inner addresses.
 *
 * <p>Looks nothing up. Stateless and thread-safe.
 */
public final class AddressGuard {
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3", "global unicast (RFC 4291)");

    /** No top-level domain is a number, so a host that ends in one is meant as an IPv4 address (RFC 3986 §3.2.2). */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][\\da-fA-F]*)\\.?");

    private static final String OCTET = "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    private AddressGuard() {}

    /**
     * Whether the address is a public unicast one.
     *
     * @param address any address
     * @return false for inner, special and scoped addresses and for those with an IPv4 address inside
     */
    public static boolean isPublic(InetAddress address) {
        return problemOf(address) == null;
    }

    /**
     * Refuses an address that is not public.
     *
     * @param host the host that leads to the address, for the message
     * @param address where a connection is about to be made
     * @throws ForbiddenAddressException when the address is not public
     */
    public static void requirePublic(String host, InetAddress address) throws ForbiddenAddressException {
        String problem = problemOf(address);
        if (problem != null) {
            throw new ForbiddenAddressException(host, address.getHostAddress(), problem);
        }
    }

    /**
     * Refuses the host of a URI, before anything is looked up, if it is an address that is not public or an address
     * in an odd spelling. A name passes: where it leads is seen only when a connection is made.
     *
     * @param host a host as {@link java.net.URI#getHost()} gives it
     * @throws ForbiddenAddressException when the host is an address literal and not that of a public address
     */
    public static void requirePublicIfLiteral(String host) throws ForbiddenAddressException {
        if (!isLiteral(host)) {
            return;
        }
        Optional<InetAddress> address = literal(host);
        if (address.isEmpty()) {
            throw new ForbiddenAddressException(host, host, "an address in an odd spelling or with a zone");
        }
        requirePublic(host, address.get());
    }

    /**
     * The address that a host is a literal of. Never looks a name up.
     *
     * @param host a host as {@link java.net.URI#getHost()} gives it: IPv4 in four decimal parts, or IPv6 in brackets
     * @return the address; empty for a name, and for an address in an odd spelling or with a zone
     */
    public static Optional<InetAddress> literal(String host) {
        if (!isBracketed(host) && !DOTTED.matcher(host).matches()) {
            return Optional.empty();
        }
        if (host.indexOf('%') >= 0) { // a zone (RFC 4007 §11) would have the JDK ask for network interfaces
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host)); // in these two forms a literal, or refused
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether anyone could take a host for an address, also one in an odd spelling such as {@code 0177.0.0.1} or
     * {@code 2130706433}.
     *
     * @param host a host as {@link java.net.URI#getHost()} gives it
     * @return false for a name
     */
    public static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0
                || host.startsWith("[")
                || ENDS_IN_A_NUMBER.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** What some resolver reads as an IPv4 address: {@code 2130706433}, {@code 0x7f000001}, {@code 0177.0.0.1}. */
    static boolean isOddlySpelt(String host) {
        return isLiteral(host) && !isBracketed(host) && !DOTTED.matcher(host).matches();
    }

    private static boolean isBracketed(String host) {
        return host.startsWith("[") && host.endsWith("]");
    }

    private static @Nullable String problemOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        String special = SpecialAddresses.purposeOf(bytes);
        if (special != null || address instanceof Inet4Address) {
            return special;
        } else if (!GLOBAL_UNICAST.contains(bytes)) { // also what is not assigned, such as ::/96 and fec0::/10
            return "not in 2000::/3, global unicast (RFC 4291)";
        } else if (isIsatap(bytes)) {
            return "ISATAP, which has an IPv4 address inside (RFC 5214)";
        }
        return hasScope(address) ? "an address with a scope (RFC 4007)" : null;
    }

    /** RFC 5214 §6.1: an interface identifier of {@code 0:5efe} or {@code 200:5efe}, and the IPv4 address behind it. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static boolean hasScope(InetAddress address) {
        return address instanceof Inet6Address v6 && (v6.getScopeId() != 0 || v6.getScopedInterface() != null);
    }
}
