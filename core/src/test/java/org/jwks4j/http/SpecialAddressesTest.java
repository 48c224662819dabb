package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code special-addresses.csv}: its bounds, and what is beside them. */
final class SpecialAddressesTest {
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3", "");

    static List<AddressBlock> rows() {
        return SpecialAddresses.ALL;
    }

    private static BigInteger first(AddressBlock block) {
        return new BigInteger(1, block.network());
    }

    private static BigInteger last(AddressBlock block) {
        int hostBits = block.network().length * 8 - block.prefixLength();
        return first(block).add(BigInteger.ONE.shiftLeft(hostBits)).subtract(BigInteger.ONE);
    }

    private static InetAddress address(BigInteger number, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        byte[] magnitude = number.toByteArray();
        int from = Math.max(0, magnitude.length - length);
        System.arraycopy(magnitude, from, bytes, length - magnitude.length + from, magnitude.length - from);
        return InetAddress.getByAddress(bytes);
    }

    /** By arithmetic, where the guard compares bits. */
    private static boolean isListed(BigInteger number, int length) {
        boolean outside = length == 16
                && (number.compareTo(first(GLOBAL_UNICAST)) < 0 || number.compareTo(last(GLOBAL_UNICAST)) > 0);
        return outside
                || rows().stream()
                        .filter(row -> row.network().length == length)
                        .anyMatch(row -> number.compareTo(first(row)) >= 0 && number.compareTo(last(row)) <= 0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void firstAndLast_areNotPublic(AddressBlock row) throws UnknownHostException {
        int length = row.network().length;
        assertThat(AddressGuard.isPublic(address(first(row), length))).isFalse();
        assertThat(AddressGuard.isPublic(address(last(row), length))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void neighbours_arePublicUnlessAnotherRowHasThem(AddressBlock row) throws UnknownHostException {
        int length = row.network().length;
        BigInteger before = first(row).subtract(BigInteger.ONE);
        BigInteger after = last(row).add(BigInteger.ONE);
        for (BigInteger neighbour : List.of(before, after)) {
            if (neighbour.signum() >= 0 && neighbour.bitLength() <= length * 8) {
                assertThat(AddressGuard.isPublic(address(neighbour, length))).isNotEqualTo(isListed(neighbour, length));
            }
        }
    }

    /** A host bit that is set would be a slip. */
    @ParameterizedTest
    @MethodSource("rows")
    void theNetwork_hasNoHostBits(AddressBlock row) {
        int hostBits = row.network().length * 8 - row.prefixLength();
        assertThat(first(row).mod(BigInteger.ONE.shiftLeft(hostBits))).isZero();
    }

    @Test
    void theNarrowestRow_saysWhatTheAddressIsFor() throws UnknownHostException {
        assertThat(SpecialAddresses.purposeOf(InetAddress.getByName("192.0.0.9").getAddress()))
                .isEqualTo("Port Control Protocol Anycast (RFC 7723)");
        assertThat(SpecialAddresses.purposeOf(
                        InetAddress.getByName("192.0.0.192").getAddress()))
                .isEqualTo("IETF Protocol Assignments (RFC 6890)");
        assertThat(SpecialAddresses.purposeOf(InetAddress.getByName("8.8.8.8").getAddress()))
                .isNull();
    }

    /** As many as the registries have, and the providers' own. */
    @Test
    void noRow_isMissing() {
        assertThat(rows()).hasSize(27 + 25 + 4);
    }
}
