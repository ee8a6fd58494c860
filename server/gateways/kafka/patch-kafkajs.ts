import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const original = RequestQueue.prototype.scheduleCheckPendingRequests;

// kafkajs sets a timer into the past whenever nothing is waiting, and Node warns of each on the user's terminal. With
// nothing waiting and no throttle there is nothing to look for.
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests() {
  if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
};
