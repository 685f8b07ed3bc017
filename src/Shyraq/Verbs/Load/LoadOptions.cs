namespace Shyraq.Verbs.Load;

/// <summary>What is offered, and to whom.</summary>
/// <param name="Rate">Sightings a second; 0 for as many as are taken.</param>
/// <param name="Connections">Senders; each has one batch under way at a time.</param>
/// <param name="Mqtt">The broker when the way in is MQTT; null for HTTP.</param>
internal sealed record LoadOptions(Uri Url, string Mine, int Tags, int Rate, int Seconds, int Batch, int Connections, (string Host, int Port)? Mqtt, long Seed);
