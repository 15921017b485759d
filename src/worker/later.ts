// The worker that a page starts when a lens first needs it: blast radius and cost.

import { heldSession } from '../session/held-session.ts';
import { laterReplies } from '../session/later-replies.ts';
import { serve } from './serve.ts';

serve((progress) => heldSession(laterReplies, 'no-profiles', { progress, told: 'some' }));
