package io.micropay.postgresql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts what goes to the database: every execution of a statement, and every commit or rollback that is one. */
final class CountingSource {
    private final AtomicInteger executions = new AtomicInteger();

    DataSource of(DataSource source) {
        return proxy(DataSource.class, source);
    }

    /** How many executions there were since the last call. */
    int take() {
        return executions.getAndSet(0);
    }

    private <T> T proxy(Class<T> type, T target) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().startsWith("execute") || method.getName().equals("commit")) {
                executions.incrementAndGet();
            }
            try {
                return wrapped(method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection);
        }
        if (result instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
    }
}
