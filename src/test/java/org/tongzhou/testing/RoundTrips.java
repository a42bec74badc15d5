package org.tongzhou.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * What a piece of work says to the database, one line a round trip: the statements of the calling thread and its commits, in
 * their order. A thread that nobody listens to gets the connections of the pool as they are.
 */
public final class RoundTrips implements BeanPostProcessor {
    private static final ThreadLocal<@Nullable List<Trip>> HEARD = new ThreadLocal<>();
    private static final Set<String> ASKS = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");
    private static final Set<String> ENDS = Set.of("commit", "rollback");

    /** One trip; {@code nanos} until the first answer was there. */
    public record Trip(String sql, long nanos) {
        /** In one line. */
        public String brief() {
            return sql.strip().replaceAll("\\s+", " ");
        }
    }

    /** Work that may fail. */
    public interface Work {
        void run() throws Exception;
    }

    /** The trips of this work, done in the calling thread. */
    public static List<Trip> of(Work work) throws Exception {
        List<Trip> heard = new ArrayList<>();
        HEARD.set(heard);
        try {
            work.run();
        } finally {
            HEARD.remove();
        }
        return heard;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource pool ? proxy(DataSource.class, listening(pool)) : bean;
    }

    private static InvocationHandler listening(DataSource pool) {
        return (proxy, method, args) -> {
            Object answer = call(pool, method, args);
            return answer instanceof Connection connection && HEARD.get() != null
                    ? proxy(Connection.class, listening(connection))
                    : answer;
        };
    }

    private static InvocationHandler listening(Connection connection) {
        return (proxy, method, args) -> {
            if (ENDS.contains(method.getName())) {
                return timed(method.getName(), connection, method, args);
            }
            Object answer = call(connection, method, args);
            if (answer instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, listening(String.valueOf(args[0]), statement));
            }
            return answer instanceof Statement statement ? proxy(Statement.class, listening("", statement)) : answer;
        };
    }

    private static InvocationHandler listening(String sql, Statement statement) {
        return (proxy, method, args) -> ASKS.contains(method.getName())
                ? timed(args == null ? sql : String.valueOf(args[0]), statement, method, args)
                : call(statement, method, args);
    }

    private static @Nullable Object timed(String sql, Object target, Method method, Object @Nullable [] args)
            throws Throwable {
        long from = System.nanoTime();
        Object answer = call(target, method, args);
        List<Trip> heard = HEARD.get();
        if (heard != null) {
            heard.add(new Trip(sql, System.nanoTime() - from));
        }
        return answer;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RoundTrips.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
