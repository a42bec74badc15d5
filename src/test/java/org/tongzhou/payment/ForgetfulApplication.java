package org.tongzhou.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.tongzhou.Tongzhou;

/** The application in a known-bad mode: what the database acknowledges is not on disk yet, behind the check at the start. */
final class ForgetfulApplication {
    private ForgetfulApplication() {}

    public static void main(String[] args) {
        new SpringApplicationBuilder(Tongzhou.class, Forgetting.class).run(args);
    }

    /** Named above and not annotated: the scan of the sound application must not find it. */
    static class Forgetting {
        @Bean
        static BeanPostProcessor forgetting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new Asynchronous(source) : bean;
                }
            };
        }
    }

    private static final class Asynchronous extends DelegatingDataSource {
        Asynchronous(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
            }
            return connection;
        }
    }
}
