package org.jwks4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;

final class AddressGuardTest {
    /** First and last of each block that is refused. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255",
        "10.0.0.0, 10.255.255.255",
        "100.64.0.0, 100.127.255.255",
        "127.0.0.0, 127.255.255.255",
        "169.254.0.0, 169.254.255.255",
        "172.16.0.0, 172.31.255.255",
        "192.0.0.0, 192.0.0.255",
        "192.0.2.0, 192.0.2.255",
        "192.88.99.0, 192.88.99.255",
        "192.168.0.0, 192.168.255.255",
        "198.18.0.0, 198.19.255.255",
        "198.51.100.0, 198.51.100.255",
        "203.0.113.0, 203.0.113.255",
        "224.0.0.0, 239.255.255.255",
        "240.0.0.0, 255.255.255.255",
        "192.31.196.0, 192.31.196.255",
        "192.52.193.0, 192.52.193.255",
        "192.175.48.0, 192.175.48.255",
        "168.63.129.16, 168.63.129.16",
        "161.26.0.0, 161.26.255.255",
        "166.8.0.0, 166.11.255.255",
        "192.80.8.124, 192.80.8.124",
        "2600::5efe:0:0, 2600::5efe:255.255.255.255",
        "2600::200:5efe:0:0, 2600::200:5efe:255.255.255.255",
        "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2620:4f:8000::, 2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
        "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void bothEndsOfARefusedBlock_areNotPublic(String first, String last) throws UnknownHostException {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(first))).isFalse();
        assertThat(AddressGuard.isPublic(InetAddress.getByName(last))).isFalse();
    }

    /** The neighbours of the blocks above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.1.255",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "192.31.195.255",
                "192.31.197.0",
                "192.52.192.255",
                "192.52.194.0",
                "192.175.47.255",
                "192.175.49.0",
                "161.25.255.255",
                "161.27.0.0",
                "166.7.255.255",
                "166.12.0.0",
                "192.80.8.123",
                "192.80.8.125",
                "2600::5efd:ffff:ffff",
                "2600::5eff:0:0",
                "2600::1:5efe:1:1",
                "2600::100:5efe:1:1",
                "2600::300:5efe:1:1",
                "168.63.129.15",
                "168.63.129.17",
                "2000::",
                "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:200::",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2003::",
                "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
                "2620:4f:8001::",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::",
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void neighboursOfRefusedBlocks_arePublic(String address) throws UnknownHostException {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isTrue();
    }

    /** What an intruder asks for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::",
                "169.254.169.254",
                "169.254.170.2",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fd00:c1::a9fe:a9fe",
                "100.100.100.200",
                "192.0.0.192",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::",
                "2001:0:7f00:1::",
                "100::1",
                "5f00::1"
            })
    void loopbackMetadataAndEmbeddedAddresses_areNotPublic(String address) throws UnknownHostException {
        assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
    }

    /** The JDK turns a mapped address into an IPv4 one, but not where it is given as bytes with a scope. */
    @Test
    void mappedAddressThatStaysIpv6_isNotPublic() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 8;
        mapped[13] = 8;
        mapped[14] = 8;
        mapped[15] = 8;

        Inet6Address address = Inet6Address.getByAddress(null, mapped, -1);

        assertThat(AddressGuard.isPublic(address)).isFalse();
    }

    @Test
    void publicAddressWithAScope_isNotPublic() throws UnknownHostException {
        byte[] bytes = InetAddress.getByName("2600::1").getAddress();

        assertThat(AddressGuard.isPublic(Inet6Address.getByAddress(null, bytes, 2)))
                .isFalse();
        assertThat(AddressGuard.isPublic(Inet6Address.getByAddress(null, bytes, -1)))
                .isTrue();
    }

    @Test
    void refusal_saysHostAddressAndReasonAsQuotedText() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress("evil.example", new byte[] {10, 0, 0, 1});

        assertThatExceptionOfType(ForbiddenAddressException.class)
                .isThrownBy(() -> AddressGuard.requirePublic("evil.example\n", address))
                .withMessage("the host \"evil.example\\u000a\" leads to \"10.0.0.1\", which is not a public address: "
                        + "Private-Use (RFC 1918)");
    }

    @Test
    void publicAddress_passes() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("8.8.8.8");

        assertThatCode(() -> AddressGuard.requirePublic("dns.example", address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "127.0.0.1.",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[fe80::1%lo]",
                "[fe80::1%25lo]",
                "[2600::1%lo]",
                "[v1.x]",
                "[::1",
                "::1",
                "[127.0.0.1]",
                "127.1",
                "0",
                "2130706433",
                "0x7f000001",
                "0X7F000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "127.0.0.01",
                "8.8.8.08",
                "134744072",
                "256.1.1.1",
                "1.2.3.4.5",
                "host.7",
                "8.8.8.8."
            })
    void literalThatIsNotPublicOrIsOddlySpelled_isRefusedWithoutALookUp(String host) {
        assertThatExceptionOfType(ForbiddenAddressException.class)
                .isThrownBy(() -> AddressGuard.requirePublicIfLiteral(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "[2600::1]",
                "localhost",
                "issuer.example",
                "issuer.example.",
                "1.example",
                "127.0.0.1.example",
                "0x7f000001.example",
                "0x7fg",
                "x",
                ""
            })
    void publicLiteralAndAnyName_pass(String host) {
        assertThatCode(() -> AddressGuard.requirePublicIfLiteral(host)).doesNotThrowAnyException();
    }

    @Test
    void literal_isReadInTheTwoFormsOfUris() throws UnknownHostException {
        assertThat(AddressGuard.literal("8.8.8.8")).hasValue(InetAddress.getByAddress(new byte[] {8, 8, 8, 8}));
        assertThat(AddressGuard.literal("[2600::1]")).hasValue(InetAddress.getByName("2600::1"));
        assertThat(AddressGuard.literal("localhost")).isEmpty();
        assertThat(AddressGuard.literal("127.1")).isEmpty();
        assertThat(AddressGuard.literal("[fe80::1%lo]")).isEmpty();
        assertThat(AddressGuard.literal("[issuer.example]")).isEmpty();
    }
}
