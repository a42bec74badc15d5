package org.tongzhou.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Asks for the address at every new connection: a server of our own that was started again listens elsewhere. */
final class AddressedSource extends AbstractDataSource {
    private final Supplier<String> url;
    private final Properties properties;

    AddressedSource(Supplier<String> url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url.get(), properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return DriverManager.getConnection(url.get(), user, password);
    }

    /** The properties say it. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
