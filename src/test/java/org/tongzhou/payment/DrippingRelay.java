package org.tongzhou.payment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between us and a server: after so many bytes of the answer the rest comes one byte at a time. */
final class DrippingRelay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int server;
    private final int quickly;

    private DrippingRelay(int server, int quickly) throws IOException {
        this.server = server;
        this.quickly = quickly;
    }

    static DrippingRelay to(int server, int quickly) throws IOException {
        DrippingRelay relay = new DrippingRelay(server, quickly);
        inBackground(relay::serve);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException overNow) {
                // one side has hung up
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        try (Socket caller = door.accept();
                Socket callee = new Socket(InetAddress.getLoopbackAddress(), server)) {
            inBackground(() -> caller.getInputStream().transferTo(callee.getOutputStream()));
            drip(callee.getInputStream(), caller.getOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(InputStream from, OutputStream to) throws IOException, InterruptedException {
        for (long count = 0; ; count++) {
            int next = from.read();
            if (next < 0) {
                return;
            }
            to.write(next);
            if (count > quickly) {
                Thread.sleep(10);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
