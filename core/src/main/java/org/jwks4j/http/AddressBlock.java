package org.jwks4j.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses with a common prefix, and what it is for. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AddressBlock(byte[] network, int prefixLength, String purpose) {
    /**
     * Reads {@code 10.0.0.0/8} or {@code 2001::/23}. The address is a literal, so nothing is looked up.
     */
    static AddressBlock of(String cidr, String purpose) {
        int slash = cidr.indexOf('/');
        try {
            byte[] address = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
            byte[] network = cidr.contains(":") && address.length == 4 ? mapped(address) : address;
            return new AddressBlock(network, Integer.parseInt(cidr.substring(slash + 1)), purpose);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr, e);
        }
    }

    /** The JDK makes an IPv4 address of what has {@code ::ffff:0:0/96} before it (RFC 4291 §2.5.5.2). */
    private static byte[] mapped(byte[] ipv4) {
        byte[] ipv6 = new byte[16];
        ipv6[10] = (byte) 0xff;
        ipv6[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, ipv6, 12, 4);
        return ipv6;
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
