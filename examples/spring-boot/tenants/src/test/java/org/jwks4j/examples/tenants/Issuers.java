package org.jwks4j.examples.tenants;

import java.util.List;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TokenBuilder;

/** The staff's issuer, and one whose key is that of all customers. */
final class Issuers implements AutoCloseable {
    private final FakeIssuer staff = FakeIssuer.start();
    private final FakeIssuer customers = FakeIssuer.start();

    /** In place of those of {@code application.properties}. */
    List<String> properties() {
        return List.of(
                "staff.issuer=" + staff.issuer(),
                "customers.issuer=" + customers.issuer(),
                "customers.keys=" + customers.jwksUri());
    }

    TokenBuilder ofStaff() {
        return staff.token().claim("sub", "bob").claim("aud", "orders");
    }

    TokenBuilder of(String tenant) {
        return customers
                .token()
                .claim("sub", "alice")
                .claim("aud", "orders")
                .claim("iss", customers.issuer() + "/" + tenant + "/v2.0")
                .claim("tid", tenant);
    }

    int requests() {
        return customers.requests();
    }

    @Override
    public void close() {
        staff.close();
        customers.close();
    }
}
