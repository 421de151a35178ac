package dev.guildhouse.collector.discord;

import net.dv8tion.jda.api.utils.SessionControllerAdapter;

/** Says where the gateway is: a JDA without shards never asks Discord for it. */
public final class GatewayAddress extends SessionControllerAdapter {
  private final String url;

  public GatewayAddress(String url) {
    this.url = url;
  }

  @Override
  public String getGateway() {
    return url;
  }
}
