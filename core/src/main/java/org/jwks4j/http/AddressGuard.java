package org.jwks4j.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an address is a public unicast one, so that an issuer whom only a token names cannot send us to the
 * inside of our own network. IPv4 is public unless listed; IPv6 is public only inside of {@code 2000::/3}, the one block
 * that IANA gives out for global unicast (RFC 4291 §2.4), and there unless listed. The lists are IANA's special-purpose
 * registries (RFC 6890), everything in them but what anybody may run a server on, and one metadata service that has a
 * public address.
 *
 * <p>An operator's own NAT64 prefix out of global space (RFC 6052 §2.2) cannot be told from other addresses; whoever has
 * one must not let it translate to inner addresses.
 *
 * <p>Looks nothing up. Stateless and thread-safe.
 */
public final class AddressGuard {
    private static final List<AddressBlock> NOT_PUBLIC = List.of(
            AddressBlock.of("0.0.0.0/8", "this network (RFC 791)"),
            AddressBlock.of("10.0.0.0/8", "private use (RFC 1918)"),
            AddressBlock.of("100.64.0.0/10", "shared address space of carriers (RFC 6598)"),
            AddressBlock.of("127.0.0.0/8", "loopback (RFC 1122)"),
            AddressBlock.of("169.254.0.0/16", "link-local (RFC 3927)"),
            AddressBlock.of("172.16.0.0/12", "private use (RFC 1918)"),
            AddressBlock.of("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
            AddressBlock.of("192.0.2.0/24", "documentation (RFC 5737)"),
            AddressBlock.of("192.88.99.0/24", "6to4 relays (RFC 7526)"),
            AddressBlock.of("192.168.0.0/16", "private use (RFC 1918)"),
            AddressBlock.of("198.18.0.0/15", "benchmarking (RFC 2544)"),
            AddressBlock.of("198.51.100.0/24", "documentation (RFC 5737)"),
            AddressBlock.of("203.0.113.0/24", "documentation (RFC 5737)"),
            AddressBlock.of("224.0.0.0/4", "multicast (RFC 5771)"),
            AddressBlock.of("240.0.0.0/4", "reserved, or broadcast (RFC 1112, RFC 919)"),
            AddressBlock.of("168.63.129.16/32", "the platform service of a cloud"),
            AddressBlock.of("2001::/23", "IETF protocol assignments: Teredo, ORCHID, benchmarking (RFC 2928)"),
            AddressBlock.of("2001:db8::/32", "documentation (RFC 3849)"),
            AddressBlock.of("2002::/16", "6to4, which has an IPv4 address inside (RFC 3056)"),
            AddressBlock.of("3fff::/20", "documentation (RFC 9637)"),
            AddressBlock.of("2620:4f:8000::/48", "AS112 (RFC 7534)"));

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
     * Refuses the host of a URI, before anything is looked up, where it is an address that is not public or an address
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
        for (AddressBlock block : NOT_PUBLIC) {
            if (block.contains(bytes)) {
                return block.purpose();
            }
        }
        if (address instanceof Inet4Address) {
            return null;
        }
        if (!GLOBAL_UNICAST.contains(bytes)) { // also ::ffff:0:0/96, 64:ff9b::/96, fc00::/7 (RFC 4193), fe80::/10
            return "not in 2000::/3, global unicast (RFC 4291)";
        }
        return hasScope(address) ? "an address with a scope (RFC 4007)" : null;
    }

    private static boolean hasScope(InetAddress address) {
        return address instanceof Inet6Address v6 && (v6.getScopeId() != 0 || v6.getScopedInterface() != null);
    }
}
