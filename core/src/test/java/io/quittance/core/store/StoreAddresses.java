package io.quittance.core.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens to the test kit what the store keeps to itself. */
public final class StoreAddresses {

    private StoreAddresses() {}

    /** A JDBC connection to this address. */
    public static Connection connect(StoreAddress address) throws SQLException {
        return address.dataSource().getConnection();
    }
}
