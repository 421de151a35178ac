package dev.guildhouse.schedules.operations;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection that goes back to where it came from when it is closed, without what was not committed. */
final class LentConnection implements InvocationHandler {
  private final Connections connections;
  private final Connection connection;
  private boolean isClosed;

  private LentConnection(Connections connections, Connection connection) {
    this.connections = connections;
    this.connection = connection;
  }

  static Connection of(Connections connections) throws SQLException {
    return (Connection) Proxy.newProxyInstance(
        LentConnection.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        new LentConnection(connections, connections.borrow()));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "close" -> {
        giveBack();
        return null;
      }
      case "isClosed" -> {
        return isClosed || connection.isClosed();
      }
      default -> {
        try {
          return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause() == null ? e : e.getCause();
        }
      }
    }
  }

  private void giveBack() throws SQLException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      connection.rollback();
      connection.setAutoCommit(false);
    } catch (SQLException broken) {
      connections.discard(connection);
      return;
    }
    connections.giveBack(connection);
  }
}
